#!/usr/bin/env bash
# The first five minutes: start Skerry, push an image, run it as a task, read its page and its logs
# with the stock tools, and stay up until Ctrl-C. usage: first-light.sh SKERRY DATA_DIR
set -euo pipefail

skerry=$1
data=$2
work=$(mktemp -d)
up=

finish() {
    trap '' INT TERM
    if [ -n "$up" ] && kill -0 "$up" 2>/dev/null; then
        kill -TERM "$up"
        wait "$up" || true
    fi
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

say() { printf '\n\033[1m==> %s\033[0m\n' "$*" >&2; }
api() { aws --endpoint-url "$AWS_ENDPOINT_URL" --output text "$@"; }

say "starting Skerry in $data"
rm -f "$data/up.pid"
"$skerry" up --data-dir "$data" &
up=$!
until [ -e "$data/up.pid" ]; do
    kill -0 "$up" 2>/dev/null || { wait "$up"; exit 1; }
    sleep 0.1
done
eval "$("$skerry" env --data-dir "$data")"

say "creating the ECR repository 'hello'"
api ecr describe-repositories --repository-names hello --query 'repositories[0].repositoryUri' \
    2>/dev/null || api ecr create-repository --repository-name hello \
    --query repository.repositoryUri
uri=$(api ecr describe-repositories --repository-names hello \
    --query 'repositories[0].repositoryUri')
# Where names under .localhost do not resolve, the registry is reached by address.
push=$SKERRY_REGISTRY/hello

say "building a web image from nothing but a static busybox"
mkdir -p "$work/root/bin" "$work/root/www"
cp /bin/busybox "$work/root/bin/"
echo "<h1>Hello from Skerry</h1>" >"$work/root/www/index.html"
build() { buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs "$@"; }
container=$(build from scratch)
build copy -q "$container" "$work/root" / >/dev/null
build config --port 80 \
    --cmd '["/bin/busybox","httpd","-f","-vv","-p","80","-h","/www"]' "$container"
build commit -q "$container" hello >/dev/null

say "pushing it to $push"
api ecr get-login-password >"$work/password"
build push -q --tls-verify=false --creds "AWS:$(cat "$work/password")" hello "docker://$push:latest"

say "registering a task definition that names the image as $uri:latest"
cat >"$work/task.json" <<JSON
{
  "family": "hello", "networkMode": "bridge",
  "containerDefinitions": [{
    "name": "web", "image": "$uri:latest", "memory": 64, "cpu": 64, "stopTimeout": 2,
    "portMappings": [{ "containerPort": 80 }],
    "logConfiguration": { "logDriver": "awslogs", "options": {
      "awslogs-group": "/ecs/hello", "awslogs-region": "$AWS_REGION",
      "awslogs-stream-prefix": "web", "awslogs-create-group": "true" } }
  }]
}
JSON
api ecs register-task-definition --cli-input-json "file://$work/task.json" \
    --query taskDefinition.taskDefinitionArn

say "running it"
task=$(api ecs run-task --task-definition hello --query 'tasks[0].taskArn')
echo "$task"
api ecs wait tasks-running --tasks "$task"
port=$(api ecs describe-tasks --tasks "$task" \
    --query 'tasks[0].containers[0].networkBindings[0].hostPort')

say "fetching http://127.0.0.1:$port/"
curl --silent --show-error --fail --retry 5 --retry-connrefused "http://127.0.0.1:$port/"

say "its log lines in CloudWatch Logs"
for _ in $(seq 100); do
    lines=$(api logs filter-log-events --log-group-name /ecs/hello \
        --log-stream-names "web/web/${task##*/}" --query 'events[].[message]' 2>/dev/null || true)
    case $lines in *response*) break ;; esac
    sleep 0.2
done
echo "$lines"

say "Skerry is up. In another terminal:"
cat >&2 <<TEXT
    eval "\$($skerry env --data-dir $data)"
    aws ecs list-tasks
    aws ecs stop-task --task ${task##*/}
    $skerry status --data-dir $data
    $skerry top --data-dir $data
Ctrl-C stops everything and keeps the state in $data.
TEXT
wait "$up"
