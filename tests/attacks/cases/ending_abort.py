# ended in time: abort and a crash in C are a failure of the student's.
import ctypes
import os


def sigmoid(x):
    os.abort()


def tanh(x):
    ctypes.string_at(0)


def relu(x):
    ctypes.memset(id(None), 255, 64)
