# nothing of ours is seen: no datagram, and no name is looked up.
import socket

for family in (socket.AF_INET, socket.AF_INET6):
    try:
        socket.socket(family, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 53))
        print("BREACH: a datagram")
    except OSError as error:
        print(error.errno)
for look in (lambda: socket.getaddrinfo("example.com", 80), lambda: socket.gethostbyname("localhost.localdomain")):
    try:
        print("BREACH:", look())
    except OSError as error:
        print(type(error).__name__)


def sigmoid(x):
    return socket.gethostbyname("example.com")
