# compare-other-names
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    lr = LogisticRegression().fit(features_train, labels_train)
    svc = SVC().fit(features_train, labels_train)
    return {"logistic_regression": accuracy(lr.predict(features_test), labels_test), "svc": accuracy(svc.predict(features_test), labels_test)}
