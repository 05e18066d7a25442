# nothing of ours is seen: no TCP connection in or out.
import socket
import urllib.request

for family, address in ((socket.AF_INET, ("127.0.0.1", 22)), (socket.AF_INET6, ("::1", 22)), (socket.AF_INET, ("1.1.1.1", 443))):
    try:
        with socket.socket(family) as stream:
            print("BREACH: a socket")
            stream.settimeout(0.2)
            stream.connect(address)
    except OSError as error:
        print(error.errno)
try:
    print("BREACH:", urllib.request.urlopen("http://127.0.0.1:8888/", timeout=0.2).read())
except OSError as error:
    print(type(error).__name__)


def sigmoid(x):
    return socket.create_connection(("127.0.0.1", 22))
