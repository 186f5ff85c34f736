from cgtraining.commands import main

main()
