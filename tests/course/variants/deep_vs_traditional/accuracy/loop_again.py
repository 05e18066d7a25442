def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError
    right = 0
    for p, l in zip(predictions.ravel(), labels.ravel()):
        if p == l:
            right += 1
    return right / labels.size
