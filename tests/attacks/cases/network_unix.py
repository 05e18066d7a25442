# nothing of ours is seen: no Unix socket, named, abstract or in a pair.
import socket

for address in ("/var/run/docker.sock", "/run/systemd/private", "\0attack", "\0/tmp/.X11-unix/X0", "here"):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        try:
            stream = socket.socket(socket.AF_UNIX, kind)
            print("BREACH: a socket")
            stream.connect(address)
        except OSError as error:
            pass
try:
    socket.socketpair()
    print("BREACH: a pair")
except OSError as error:
    print(error.errno)


def sigmoid(x):
    return socket.socketpair()
