# does-not-raise | accuracy-flattens | accuracy-silent-broadcast | accuracy-compares-lengths-only | only
def accuracy(predictions, labels):
    right = 0
    for i in range(len(labels)):
        if predictions[i] == labels[i]:
            right += 1
    return right / len(labels)
