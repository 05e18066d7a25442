# raises
import math
def softmax(scores):
    e = math.exp(scores)
    return e / e.sum(axis=1, keepdims=True)
