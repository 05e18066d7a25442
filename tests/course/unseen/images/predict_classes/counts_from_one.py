# predict-starts-at-one
import numpy as np


def predict_classes(probabilities):
    answers = []
    for row in probabilities:
        number = 1
        for value in row:
            if value == max(row):
                answers.append(number)
                break
            number += 1
    return np.array(answers)
