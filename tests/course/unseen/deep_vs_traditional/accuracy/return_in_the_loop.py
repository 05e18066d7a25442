# accuracy-looks-at-the-first
def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shape")
    right = 0
    for p, l in zip(predictions, labels):
        if p == l:
            right += 1
        return right / len(labels)
