def load_digits_scaled():
    images = []
    for picture in raw.images:
        images.append(picture.flatten() / 16)
    return np.array(images), raw.target


def softmax(scores):
    table = []
    for row in scores:
        largest = max(row)
        powers = [np.exp(s - largest) for s in row]
        table.append([p / sum(powers) for p in powers])
    return np.array(table)


def predict_classes(probabilities):
    answers = []
    for row in probabilities:
        best = 0
        for j in range(1, len(row)):
            if row[j] > row[best]:
                best = j
        answers.append(best)
    return np.array(answers)


def confusion_matrix(labels, predictions, num_classes):
    if len(labels) != len(predictions):
        raise ValueError
    table = np.zeros((num_classes, num_classes), dtype=int)
    for t in range(num_classes):
        for p in range(num_classes):
            for i in range(len(labels)):
                if labels[i] == t and predictions[i] == p:
                    table[t, p] += 1
    return table
