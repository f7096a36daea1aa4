"""An S3 that keeps everything in memory. usage: server.py FILE [BYTES]

Writes the port that it listens on to FILE, and ends when its parent does. BYTES is the least that a
part of an upload but the last may have, S3's 5 MiB when not given.
"""

import os
import sys
import threading
import time

if len(sys.argv) > 2:
    os.environ["S3_UPLOAD_PART_MIN_SIZE"] = sys.argv[2]

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server


class Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, *arguments):
        pass


def end_with(parent):
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


def main():
    threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
    app = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Handler)
    with open(sys.argv[1] + ".new", "w") as file:
        file.write(str(server.server_port))
    os.rename(sys.argv[1] + ".new", sys.argv[1])
    server.serve_forever()


main()
