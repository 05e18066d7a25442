def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    result = {}
    for name in ["neural_network", "svc", "logistic_regression"]:
        if name == "svc":
            model = SVC()
            model.fit(features_train, labels_train)
        elif name == "logistic_regression":
            model = LogisticRegression(max_iter=1000)
            model.fit(features_train, labels_train)
        else:
            model = fit_network(features_train, labels_train, seed=seed)
        answers = model.predict(features_test)
        right = 0
        for answer, label in zip(answers, labels_test):
            right += int(answer == label)
        result[name] = right / len(labels_test)
    return result
