# one-hot-list-comes-back
def one_hot(labels, num_classes):
    rows = []
    for l in labels:
        if l < 0 or l >= num_classes:
            raise ValueError
        row = [0] * num_classes
        row[l] = 1
        rows.append(row)
    return rows
