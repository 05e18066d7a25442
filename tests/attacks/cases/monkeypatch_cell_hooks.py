# no point earned: IPython's hooks, transformers and magics.
shell = get_ipython()
for event in ("pre_run_cell", "post_run_cell", "pre_execute", "post_execute"):
    shell.events.register(event, lambda *arguments: print("BREACH: a hook was called"))
shell.ast_transformers.append(lambda tree: tree)
shell.input_transformers_cleanup.append(lambda lines: ["25"])
shell.run_line_magic("system", "id")
shell.system("id > stolen")
print(shell.user_ns, shell.kernel)
!id
%env
%load_ext autoreload


def sigmoid(x):
    return get_ipython().run_cell("25")
