# accuracy-all-or-nothing
def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes")
    return (predictions == labels).sum() // labels.size
