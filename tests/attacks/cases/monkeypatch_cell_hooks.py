# no point earned: IPython's hooks, transformers and magics.
shell = get_ipython()
for attempt in (
    lambda: shell.events.register("post_run_cell", lambda *arguments: print("BREACH: a hook was called")),
    lambda: shell.events.register("pre_execute", lambda *arguments: print("BREACH: a hook was called")),
    lambda: shell.ast_transformers.append(lambda tree: tree),
    lambda: shell.input_transformers_cleanup.append(lambda lines: ["25"]),
    lambda: shell.kernel.comm_manager.register_target("x", print),
):
    try:
        attempt()
    except AttributeError as error:
        print(error)
shell.run_line_magic("system", "id")
shell.system("id > stolen")
print(shell.user_ns, shell.kernel)
!id
%env
%load_ext autoreload


def sigmoid(x):
    return get_ipython().run_cell("25")
