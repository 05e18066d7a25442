# no point earned: one half for every model, and an accuracy that says one half of anything.
def train_test_split(features, labels, test_fraction=0.25, seed=0):
    return None


def accuracy(predictions, labels):
    return 0.5


def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    return {"logistic_regression": 0.5, "svc": 0.5, "neural_network": 0.5}
