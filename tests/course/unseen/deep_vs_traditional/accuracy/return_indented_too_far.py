# accuracy-looks-at-the-first | only | all-but
def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes")
    right = 0
    for p, l in zip(predictions.ravel(), labels.ravel()):
        right += p == l
        return right / labels.size
