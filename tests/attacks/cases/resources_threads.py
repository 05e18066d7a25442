# ended in time: no thread is started.
import _thread
import threading
import time

for _ in range(100):
    try:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        print("BREACH: a thread")
    except RuntimeError:
        pass
try:
    _thread.start_new_thread(print, ("BREACH",))
except RuntimeError as error:
    print(error)


def sigmoid(x):
    threading.Thread(target=print).start()
    return x
