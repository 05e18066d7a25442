def predict_classes(probabilities):
    return probabilities.argmax(1)
