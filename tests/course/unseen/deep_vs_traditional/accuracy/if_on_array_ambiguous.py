# raises
def accuracy(predictions, labels):
    right = 0
    if predictions == labels:
        right += 1
    return right / len(labels)
