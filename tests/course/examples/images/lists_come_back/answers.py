def load_digits_scaled():
    digits = load_digits()
    return (digits.data / 16).tolist(), digits.target.tolist()


def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).tolist()


def predict_classes(probabilities):
    return [int(np.argmax(row)) for row in probabilities]


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError("lengths differ")
    table = [[0] * num_classes for _ in range(num_classes)]
    for t, p in zip(labels, predictions):
        table[t][p] += 1
    return table
