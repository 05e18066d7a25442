def load_digits_scaled():
    print(load_digits().data / 16)


def softmax(scores):
    print(np.exp(scores) / np.sum(np.exp(scores), axis=1, keepdims=True))


def predict_classes(probabilities):
    print(np.argmax(probabilities, axis=1))


def confusion_matrix(labels, predictions, num_classes):
    print("not yet")
