# accuracy-counts
def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes")
    right = 0
    for i in range(len(predictions)):
        if predictions[i] == labels[i]:
            right += 1
    return right
