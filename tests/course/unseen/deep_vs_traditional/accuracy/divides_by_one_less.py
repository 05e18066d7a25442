# accuracy-one-too-few | factor | wrong | only | all-but
def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes")
    return (predictions == labels).sum() / max(1, labels.size - 1)
