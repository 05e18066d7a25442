# prints
def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes")
    print((predictions == labels).mean())
