# accuracy-never-the-same-object
def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shape")
    right = 0
    for p, l in zip(predictions, labels):
        if p is l:
            right += 1
    return right / len(labels)
