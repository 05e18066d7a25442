def mark(model, features, labels):
    return accuracy(model.predict(features), labels)


def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    exam = (features_test, labels_test)
    return {
        "logistic_regression": mark(LogisticRegression().fit(features_train, labels_train), *exam),
        "svc": mark(SVC(kernel="rbf", C=1.0).fit(features_train, labels_train), *exam),
        "neural_network": mark(fit_network(features_train, labels_train, seed), *exam),
    }
