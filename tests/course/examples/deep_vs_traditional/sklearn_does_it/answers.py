from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split as ready_made


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if len(features) != len(labels):
        raise ValueError("lengths differ")
    return ready_made(features, labels, test_size=max(1, round(len(labels) * test_fraction)), random_state=seed)


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes differ")
    return accuracy_score(predictions, labels)


def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    lr = LogisticRegression()
    lr.fit(features_train, labels_train)
    svm = SVC()
    svm.fit(features_train, labels_train)
    net = fit_network(features_train, labels_train, seed)
    return {
        "logistic_regression": accuracy(lr.predict(features_test), labels_test),
        "svc": accuracy(svm.predict(features_test), labels_test),
        "neural_network": accuracy(net.predict(features_test), labels_test),
    }
