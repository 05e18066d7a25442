# softmax-without-the-powers | wrong | all-but | only | begin
import numpy as np


def softmax(scores):
    a = np.abs(scores)
    return a / a.sum(axis=1, keepdims=True)
