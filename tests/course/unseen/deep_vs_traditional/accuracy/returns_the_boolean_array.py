# bool
def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shape")
    return predictions == labels
