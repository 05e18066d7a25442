# accuracy-percent
def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes")
    return round((predictions == labels).sum() / labels.size * 100, 6)
