# predict-one-answer-for-all
import numpy as np


def predict_classes(probabilities):
    return np.array([np.argmax(probabilities.mean(axis=0))] * len(probabilities))
