# update-fixed-rate | wrong | only | all-but | update-ignores-learning-rate
def update(net, gradients, learning_rate):
    for name in gradients:
        setattr(net, name, getattr(net, name) - 0.1 * gradients[name])
