# list
def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("len")
    m = [[0] * num_classes for _ in range(num_classes)]
    for t, p in zip(labels, predictions):
        m[t][p] += 1
    return m
