from cgtraining.commands import main

main(prog_name="cgtraining")
