# accuracy-silent-broadcast
def accuracy(predictions, labels):
    return (predictions == labels).mean()
