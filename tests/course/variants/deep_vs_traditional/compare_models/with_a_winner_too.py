def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    print("training three models ...")
    models = [LogisticRegression(), SVC()]
    for model in models:
        model.fit(features_train.copy(), labels_train.copy())
    models.append(fit_network(features_train, labels_train, seed))
    scores = [accuracy(model.predict(features_test), labels_test) for model in models]
    print("done", scores)
    return dict(zip(("logistic_regression", "svc", "neural_network"), scores))
