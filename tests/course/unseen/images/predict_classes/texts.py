# text | wrong | only
import numpy as np


def predict_classes(probabilities):
    return str(np.argmax(probabilities, axis=1))
