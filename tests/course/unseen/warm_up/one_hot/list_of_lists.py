# one-hot-list-comes-back | list
def one_hot(labels, num_classes):
    table = []
    for label in labels:
        if label < 0 or label >= num_classes:
            raise ValueError("bad label")
        row = [0] * num_classes
        row[label] = 1
        table.append(row)
    return table
