# list
def predict_classes(probabilities):
    answers = []
    for row in probabilities:
        answers.append(int(row.argmax()))
    return answers
