# only | accuracy-silent-broadcast | raises
def accuracy(predictions, labels):
    assert predictions.shape == labels.shape
    return (predictions == labels).sum() / labels.size
