# predict-mixes-place-and-value | always-the-same
import numpy as np


def predict_classes(probabilities):
    answers = []
    for row in probabilities:
        best = 0
        for j in range(len(row)):
            if row[j] > best:
                best = j
        answers.append(best)
    return np.array(answers)
