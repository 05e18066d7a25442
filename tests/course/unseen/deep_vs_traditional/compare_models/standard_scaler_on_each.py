# compare-scales-the-exam-by-itself
from sklearn.preprocessing import StandardScaler


def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    a = StandardScaler().fit_transform(features_train)
    b = StandardScaler().fit_transform(features_test)
    models = {
        "logistic_regression": LogisticRegression().fit(a, labels_train),
        "svc": SVC().fit(a, labels_train),
        "neural_network": fit_network(a, labels_train, seed),
    }
    return {name: accuracy(m.predict(b), labels_test) for name, m in models.items()}
