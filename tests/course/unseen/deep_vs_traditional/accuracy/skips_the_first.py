# accuracy-skips-the-first
def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shape")
    right = 0
    for i in range(1, len(labels)):
        if predictions[i] == labels[i]:
            right += 1
    return right / len(labels)
