# nobody else is harmed: nothing listens, so that no other can be spoken to.
import asyncio
import http.server
import socketserver

for serve in (lambda: http.server.HTTPServer(("", 0), http.server.BaseHTTPRequestHandler), lambda: socketserver.TCPServer(("", 0), None)):
    try:
        serve()
        print("BREACH: a server")
    except OSError as error:
        print(error.errno)
try:
    asyncio.run(asyncio.sleep(0))
    print("an event loop")
except (OSError, RuntimeError) as error:
    print(type(error).__name__)


def sigmoid(x):
    return asyncio.run(asyncio.sleep(0))
