/// The shell programs that make a sandbox from within; text.
enum SandboxPrograms {
    /// A machine's first process. Runs in new namespaces of every kind but users; what it mounts is
    /// seen by nobody else and goes with its last process.
    ///
    /// Arguments: id, boots, the machine's folder, the data directory, host name. It hides the data
    /// directory but for the machine's folder, gives the machine an empty `/run` and a `/dev` without
    /// the computer's devices, and then reaps what it inherits until it is killed.
    static let firstProcess = """
        set -e
        dir=$3 data=$4
        exec 2>"$dir/first-process.log"
        rm -f "$dir/ready"
        resolv=$(readlink -f /etc/resolv.conf || :)
        # Mounts of other machines and of the installation's own must not live on in here.
        sed -n 's/^[^ ]* [^ ]* [^ ]* [^ ]* \\(\\/[^ ]*\\) .*/\\1/p' /proc/self/mountinfo | sort -r |
            while read -r point; do
                case $point in /run | /run/* | "$data"/*) umount -l "$point" || : ;; esac
            done
        mount -t tmpfs -o mode=755,size=256m tmpfs /run
        mkdir /run/self /run/lock
        mount --bind "$dir" /run/self
        mount -t tmpfs -o mode=755,size=1m tmpfs "$data"
        mkdir -p "$dir"
        mount --move /run/self "$dir"
        rmdir /run/self
        [ ! -d /var/lib/cni ] || mount -t tmpfs -o mode=755,size=16m tmpfs /var/lib/cni
        case $resolv in
        /run/*) mkdir -p "${resolv%/*}" && cp "$dir/resolv.conf" "$resolv" ;;
        /*) mount --bind "$dir/resolv.conf" "$resolv" ;;
        esac
        mkdir /run/dev
        mount -t tmpfs -o mode=755,size=1m,nosuid tmpfs /run/dev
        cd /run/dev
        mkdir pts shm mqueue net
        for node in 'null 1 3' 'zero 1 5' 'full 1 7' 'random 1 8' 'urandom 1 9' 'tty 5 0'; do
            set -- $node
            mknod -m 666 "$1" c "$2" "$3"
        done
        ln -s /proc/self/fd fd
        ln -s /proc/self/fd/0 stdin
        ln -s /proc/self/fd/1 stdout
        ln -s /proc/self/fd/2 stderr
        ln -s pts/ptmx ptmx
        mount -t devpts -o newinstance,ptmxmode=666,mode=620 devpts pts
        mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs shm
        mount -t mqueue mqueue mqueue
        cd /
        mount --rbind /run/dev /dev
        umount -l /run/dev
        rmdir /run/dev
        ip link set lo up
        : >"$dir/ready"
        while :; do
            sleep 2147483647 &
            wait $! || :
        done
        """

    /// Makes a root for user data over the computer's own, runs it there, and keeps its `ecs.config`.
    ///
    /// Arguments: the machine's folder, the data directory, size of the writable part. The last goes
    /// into memory: an overlay's upper directory can not be below its own lower one.
    static let userData = """
        set -e
        dir=$1 data=$2 size=$3
        base=/run/user-data
        mkdir -p $base
        mount -t tmpfs -o "mode=755,size=$size" tmpfs $base
        mkdir -p $base/upper/etc/ecs $base/work $base/root
        [ ! -f "$dir/ecs.config" ] || cp "$dir/ecs.config" $base/upper/etc/ecs/ecs.config
        [ -f $base/upper/etc/ecs/ecs.config ] || : >$base/upper/etc/ecs/ecs.config
        mount -t overlay -o lowerdir=/,upperdir=$base/upper,workdir=$base/work overlay $base/root
        root=$base/root
        mount -t tmpfs -o mode=755,size=1m tmpfs "$root$data"
        mount --rbind /dev $root/dev
        mount -t sysfs -o ro sysfs $root/sys
        mount -t tmpfs -o mode=755,size=16m tmpfs $root/run
        mkdir -p $root/run/lock $root/run/before $root/var/lib/cloud/instance
        cp -L /etc/resolv.conf $root/run/resolv.conf
        rm -f $root/etc/resolv.conf
        ln -s /run/resolv.conf $root/etc/resolv.conf
        cp "$dir/user-data" $root/var/lib/cloud/instance/user-data
        chmod 700 $root/var/lib/cloud/instance/user-data
        code=0
        unshare --pid --fork --mount --propagation private sh -c '
            set -e
            cd "$1"
            mount -t proc proc proc
            pivot_root . run/before
            umount -l /run/before
            cd /
            exec setpriv \
                --bounding-set=-sys_module,-sys_rawio,-sys_boot,-sys_time,-mknod,-syslog \
                --inh-caps=-all /var/lib/cloud/instance/user-data
        ' sh $root </dev/null || code=$?
        if [ -s $base/upper/etc/ecs/ecs.config ]; then
            head -c 65536 $base/upper/etc/ecs/ecs.config >"$dir/ecs.config.new"
            mv "$dir/ecs.config.new" "$dir/ecs.config"
        fi
        [ $code -eq 0 ] || echo "user data ended with exit code $code"
        """
}
