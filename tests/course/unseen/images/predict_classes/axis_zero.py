# predict-down-the-columns
def predict_classes(probabilities):
    return probabilities.argmax(axis=0)
