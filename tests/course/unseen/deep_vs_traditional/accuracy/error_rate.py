# accuracy-counts-errors
def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes")
    wrong = 0
    for p, l in zip(predictions.ravel(), labels.ravel()):
        if p != l:
            wrong += 1
    return wrong / labels.size
