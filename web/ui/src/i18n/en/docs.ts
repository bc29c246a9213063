export default { title: 'API', }
