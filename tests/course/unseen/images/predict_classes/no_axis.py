# predict-whole-table
def predict_classes(probabilities):
    return probabilities.argmax()
