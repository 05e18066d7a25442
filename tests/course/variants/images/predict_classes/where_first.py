def predict_classes(probabilities):
    m = probabilities == probabilities.max(axis=1, keepdims=True)
    return m.argmax(axis=1)
